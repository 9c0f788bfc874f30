/**
 * The forward process, its posterior, and the learned reverse process (Ho et al. 2020, sections 2
 * and 3).
 */
@NullMarked
package dev.kakusan.process;

import org.jspecify.annotations.NullMarked;
