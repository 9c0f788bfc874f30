/** Curves with bands on linear or logarithmic axes, as PNG or SVG. */
@NullMarked
package dev.kakusan.cli.plot;

import org.jspecify.annotations.NullMarked;
