@NullMarked
package dev.kakusan.random;

import org.jspecify.annotations.NullMarked;
