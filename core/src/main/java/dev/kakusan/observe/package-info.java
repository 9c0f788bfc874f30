/** What a long piece of work tells those who watch it. */
@NullMarked
package dev.kakusan.observe;

import org.jspecify.annotations.NullMarked;
