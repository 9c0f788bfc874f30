@NullMarked
package dev.kakusan.storage.run;

import org.jspecify.annotations.NullMarked;
