/**
 * A backend in plain Java doubles, for perceptrons: slow, plain, and what the tests believe. Its
 * gradients are by reverse mode on a tape.
 */
@NullMarked
package dev.kakusan.compute.reference;

import org.jspecify.annotations.NullMarked;
