/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.internal.link;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.spi.support.ErrorFactory;
import org.jspecify.annotations.Nullable;

/**
 * Why a call is made, for its errors. Immutable.
 *
 * @param operation what is being done: {@code start}
 * @param subject on what it is being done; null for the host
 */
public record Purpose(String operation, @Nullable String subject) {
    /** Of the host as a whole. */
    public static Purpose of(String operation) {
        return new Purpose(operation, null);
    }

    /** On one guest. */
    public static Purpose of(String operation, GuestId guest) {
        return new Purpose(operation, "guest " + guest);
    }

    /** Errors that say so. */
    public ErrorFactory errors(ErrorFactory backend) {
        ErrorFactory doing = backend.operation(operation);
        return subject == null ? doing : doing.subject(subject);
    }

    /** Both parts as one text. */
    @Override
    public String toString() {
        return subject == null ? operation : operation + " " + subject;
    }
}
