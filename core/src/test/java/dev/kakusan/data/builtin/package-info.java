@NullMarked
package dev.kakusan.data.builtin;

import org.jspecify.annotations.NullMarked;
