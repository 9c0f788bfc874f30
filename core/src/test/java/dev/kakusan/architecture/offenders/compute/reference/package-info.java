/** Classes that break a rule, to show that it bites. */
@NullMarked
package dev.kakusan.architecture.offenders.compute.reference;

import org.jspecify.annotations.NullMarked;
