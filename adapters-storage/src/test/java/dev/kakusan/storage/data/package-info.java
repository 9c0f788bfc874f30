@NullMarked
package dev.kakusan.storage.data;

import org.jspecify.annotations.NullMarked;
