/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.libvirt.HostContext;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.spi.support.OpenState;
import dev.hvsdk.spi.support.OperationSource;
import dev.hvsdk.xen.internal.dom0.Dom0;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.time.Duration;
import java.util.function.Function;

/** The dom0 of a connection by libvirt, beside libvirt. Thread-safe. */
record LibvirtDom0(HostContext context, XenTools tools) implements Dom0 {
    /** That of a host, or why its tools cannot be run; without a call. */
    static Support<Dom0> of(HostContext host) {
        return Dom0Route.of(host.spec().uri())
                .map(route ->
                        new LibvirtDom0(host, route.tools(host.kept(Dom0Shell.class, () -> route.shell(host.spec())))));
    }

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
