/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.BoundedCalls;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Calls the library with a deadline: it waits for the monitor of a container, however long that takes. Thread-safe. */
final class BoundedDriver implements Driver {
    private static final int THREADS = 4;

    private final Library library;
    private final HostContext context;
    private final BoundedCalls calls;

    BoundedDriver(Library library, HostContext context) {
        this.library = library;
        this.context = context;
        this.calls = BoundedCalls.of("lxc-library", THREADS, context.state(), context.errors("call"));
    }

    private <T> T call(String operation, Supplier<? extends T> call) {
        return calls.call(operation, context.deadline(), call);
    }

    @Override
    public List<String> names() {
        try {
            return call("list guests", library::names);
        } catch (IllegalStateException e) {
            throw context.errors("list guests").cause(e).hostFailure(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<String> state(String name) {
        return call("read", () -> library.state(name));
    }

    @Override
    public Optional<Long> processId(String name) {
        return call("read", () -> library.processId(name));
    }

    @Override
    public boolean freeze(String name) {
        return call("pause", () -> library.freeze(name));
    }

    @Override
    public boolean unfreeze(String name) {
        return call("resume", () -> library.unfreeze(name));
    }

    @Override
    public boolean stop(String name) {
        return call("stop", () -> library.stop(name));
    }

    @Override
    public Optional<String> item(String name, String key) {
        return call("read", () -> library.item(name, key));
    }

    @Override
    public boolean setItem(String name, String key, String value) {
        return call("change", () -> library.setItem(name, key, value));
    }
}
