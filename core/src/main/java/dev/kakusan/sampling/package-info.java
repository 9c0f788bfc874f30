/** From a trained network to samples. */
@NullMarked
package dev.kakusan.sampling;

import org.jspecify.annotations.NullMarked;
