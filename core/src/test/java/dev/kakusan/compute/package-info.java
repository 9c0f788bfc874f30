/** The contracts that every backend inherits, and the tests of the port's own values. */
@NullMarked
package dev.kakusan.compute;

import org.jspecify.annotations.NullMarked;
