/** Data sets that need no file: drawn from a key, hence the same on every machine. */
@NullMarked
package dev.kakusan.data.builtin;

import org.jspecify.annotations.NullMarked;
