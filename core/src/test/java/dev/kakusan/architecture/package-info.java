/** Which way core's packages may look. */
@NullMarked
package dev.kakusan.architecture;

import org.jspecify.annotations.NullMarked;
