@NullMarked
package dev.kakusan.sampling;

import org.jspecify.annotations.NullMarked;
