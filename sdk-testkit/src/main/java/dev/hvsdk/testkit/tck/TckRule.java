/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;

/** One rule of the contract, on the method that tests it; reports and {@code docs/tck.md} are made from it. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Test
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@SuppressWarnings("exports") // Of JUnit, which whoever writes a rule has.
public @interface TckRule {
    /** Its id, which never changes and is never given again: {@code HV-203}. */
    String id();

    /** What a backend does, as a clause without a final full stop. */
    String statement();

    /** Why users need it, as a clause without a final full stop. */
    String reason();

    /** What to look at in a backend that breaks it, or why it is not tested. */
    String hint();

    /** How binding it is. */
    TckTier tier() default TckTier.REQUIRED;
}
