/** The real command line, in a process of its own, as a user meets it. */
@NullMarked
package dev.kakusan.it;

import org.jspecify.annotations.NullMarked;
