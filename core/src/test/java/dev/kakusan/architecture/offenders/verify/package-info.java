/** Classes that break a rule, to show that it bites. */
@NullMarked
package dev.kakusan.architecture.offenders.verify;

import org.jspecify.annotations.NullMarked;
