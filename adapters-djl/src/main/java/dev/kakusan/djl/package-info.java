/** The compute port on DJL with PyTorch, in single precision. */
@NullMarked
package dev.kakusan.djl;

import org.jspecify.annotations.NullMarked;
