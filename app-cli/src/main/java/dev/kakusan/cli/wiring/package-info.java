/** The composition root: which adapter stands behind which port. */
@NullMarked
package dev.kakusan.cli.wiring;

import org.jspecify.annotations.NullMarked;
