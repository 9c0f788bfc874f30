/** Noise schedules: how fast the data drowns. */
@NullMarked
package dev.kakusan.schedule;

import org.jspecify.annotations.NullMarked;
