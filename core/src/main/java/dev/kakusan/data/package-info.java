/** The data port: examples by index, their scaling, and the order in which a run meets them. */
@NullMarked
package dev.kakusan.data;

import org.jspecify.annotations.NullMarked;
