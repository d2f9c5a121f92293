/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.spi.driver.HostContext;

/** The file that a new guest would have. Thread-safe. */
final class XlPreview implements DefinitionPreview {
    private final HostContext host;
    private final XlDriver driver;

    XlPreview(HostContext host, XlDriver driver) {
        this.host = host;
        this.driver = driver;
    }

    @Override
    public String format() {
        return XlFile.FORMAT;
    }

    @Override
    public String preview(GuestSpec spec) {
        host.state().checkOpen();
        return Secrets.without(driver.definition(spec, host.errors("preview").subject("guest " + spec.name())))
                .text();
    }
}
