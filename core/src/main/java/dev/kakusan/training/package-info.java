/** The use cases, and the training loop. */
@NullMarked
package dev.kakusan.training;

import org.jspecify.annotations.NullMarked;
