package dev.kakusan.it.box;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A suite that needs a container engine. Where none answers it is skipped at once, and {@code mvn
 * verify} says so at its end; {@code .ci/run} does not accept a skipped one. Such a suite is called
 * {@code …ContainerIT}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("container")
@ExtendWith(EngineCondition.class)
public @interface InContainers {}
