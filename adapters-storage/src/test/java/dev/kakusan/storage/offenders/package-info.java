/** What the rules of this module's architecture refuse. */
@NullMarked
package dev.kakusan.storage.offenders;

import org.jspecify.annotations.NullMarked;
