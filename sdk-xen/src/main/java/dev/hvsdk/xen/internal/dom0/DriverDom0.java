/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.dom0;

import dev.hvsdk.api.Operation;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.time.Duration;
import java.util.function.Function;

/** The dom0 of a connection by xl. Thread-safe. */
record DriverDom0(HostContext context, XenTools tools) implements Dom0 {
    @Override
    public OpenState state() {
        return context.state();
    }

    @Override
    public Duration patience() {
        return context.spec().deadlines().call();
    }

    @Override
    public ErrorFactory errors(String operation) {
        return context.errors(operation);
    }

    @Override
    public <T> Operation<T> change(
            String operation, String subject, Function<? super OperationSource<T>, ? extends T> work) {
        return context.change(operation, subject, work);
    }
}
