@NullMarked
package dev.kakusan.storage.s3;

import org.jspecify.annotations.NullMarked;
