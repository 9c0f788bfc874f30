/** Addressed randomness: a draw is a function of its key. */
@NullMarked
package dev.kakusan.random;

import org.jspecify.annotations.NullMarked;
