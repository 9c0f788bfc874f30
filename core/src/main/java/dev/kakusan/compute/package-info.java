/**
 * The compute port: numbers that live on a backend, networks that train there, and what core asks
 * of both.
 */
@NullMarked
package dev.kakusan.compute;

import org.jspecify.annotations.NullMarked;
