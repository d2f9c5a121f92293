/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit;

import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.capability.DefinitionPreview;

/** What the host that a fake imitates would be told to make. Thread-safe. */
final class FakeDefinitionPreview implements DefinitionPreview {
    private final FakeConnection connection;
    private final SpecRules rules;

    FakeDefinitionPreview(FakeConnection connection) {
        this.connection = connection;
        this.rules = new SpecRules(connection.family(), HostCore.ERRORS);
    }

    @Override
    public String format() {
        return switch (connection.family()) {
            case KVM, XEN -> "libvirt-domain-xml";
            case VSPHERE -> "vmx";
            case CONTAINERS -> "docker-create-json";
        };
    }

    @Override
    public String preview(GuestSpec spec) {
        return connection.read(Call.onHost(HostCall.READ_HOST), host -> {
            rules.check(spec);
            return text(spec, GuestConfig.sizeOf(spec, connection.family()));
        });
    }

    private String text(GuestSpec spec, GuestSize size) {
        return switch (connection.family()) {
            case KVM, XEN -> SpecTexts.domainXml(spec, size);
            case VSPHERE -> SpecTexts.vmx(spec, size);
            case CONTAINERS -> SpecTexts.createJson(spec, size);
        };
    }
}
