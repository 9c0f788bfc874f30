/**
 * The claims of the derivation, each with a check that a user can run: a measured figure beside the
 * bound that it must meet.
 */
@NullMarked
package dev.kakusan.verify;

import org.jspecify.annotations.NullMarked;
