/** The storage port: named byte strings, and the checkpoints of a run. */
@NullMarked
package dev.kakusan.storage;

import org.jspecify.annotations.NullMarked;
