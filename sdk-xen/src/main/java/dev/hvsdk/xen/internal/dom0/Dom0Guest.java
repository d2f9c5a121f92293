/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.support.ErrorFactory;
import java.util.function.Function;

/** One guest of a dom0. Thread-safe. */
record Dom0Guest(Dom0 host, GuestId id) {
    ErrorFactory errors(String operation) {
        return host.errors(operation).subject(subject());
    }

    /** Its domain now, by one call. */
    Domains.Row domain(ErrorFactory errors) {
        return Domains.read(host, errors).require(id, errors);
    }

    String xl(ErrorFactory errors, String... arguments) {
        return host.tools().xl(errors, host.patience(), arguments);
    }

    <T> Operation<T> change(String operation, Function<? super ErrorFactory, ? extends T> work) {
        return host.change(operation, subject(), source -> work.apply(errors(operation)));
    }

    private String subject() {
        return "guest " + id;
    }
}
