@NullMarked
package dev.kakusan.storage.file;

import org.jspecify.annotations.NullMarked;
