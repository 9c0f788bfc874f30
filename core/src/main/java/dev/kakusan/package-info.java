/** Diffusion models on the JVM. */
@NullMarked
package dev.kakusan;

import org.jspecify.annotations.NullMarked;
