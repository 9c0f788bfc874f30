/** What is minimised, and the bound that it comes from. */
@NullMarked
package dev.kakusan.objective;

import org.jspecify.annotations.NullMarked;
