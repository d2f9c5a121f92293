/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs real engines: skipped, with the reason, where one is missing, and failed where the environment says {@code CI=true}.
 *
 * <p>A parameter of type {@link Libvirtd} gets the daemon of this JVM, one of type {@link GuestImages} the images.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Tag("live")
@ExtendWith(LiveExtension.class)
public @interface Live {

    /** What must be there. */
    Engine[] value();
}
