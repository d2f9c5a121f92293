/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.session;

import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.util.Optional;

/** What a server says of itself before a login, and where its managers are. Immutable. */
public final class ServiceContent {
    static final ManagedRef INSTANCE = new ManagedRef("ServiceInstance", "ServiceInstance");

    private final Element content;
    private final ErrorFactory errors;

    ServiceContent(Element content, ErrorFactory errors) {
        this.content = content;
        this.errors = errors;
    }

    /** A manager that every server has; throws HostFailure where it does not. */
    public ManagedRef manager(String name) {
        return find(name).orElseThrow(() -> errors.hostFailure("the server does not name its " + name));
    }

    /** A manager, if this server has it: ESXi has fewer than vCenter. */
    public Optional<ManagedRef> find(String name) {
        return content.ref(name);
    }

    /** The version of its API: {@code 6.5}. */
    public String apiVersion() {
        return content.text("about", "apiVersion").orElse("");
    }

    /** Whether it is a vCenter, and not a host for itself. */
    public boolean isVcenter() {
        return content.text("about", "apiType").filter("VirtualCenter"::equals).isPresent();
    }

    /** Its product's name: {@code VMware ESXi}. */
    public String product() {
        return content.text("about", "name").orElse("VMware vSphere");
    }

    /** Its product's version. */
    public Optional<String> version() {
        return content.text("about", "version");
    }

    /** Its product's build. */
    public Optional<String> build() {
        return content.text("about", "build");
    }
}
