/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.HttpTransport;
import dev.hvsdk.vmware.internal.net.Trust;
import dev.hvsdk.vmware.internal.net.TrustParameters;
import dev.hvsdk.vmware.internal.session.ServiceContent;
import dev.hvsdk.vmware.internal.session.Session;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the provider of vSphere is made of. */
public final class VsphereBackend {
    /** The id of the backend. */
    public static final String ID = "vsphere";

    /** The schemes of its URIs; both speak with either, the server says which it is. */
    public static final Set<String> SCHEMES = Set.of("vsphere", "esx");

    private static final String TASKS = "tasks";
    private static final Set<String> PARAMETERS =
            Stream.concat(TrustParameters.NAMES.stream(), Stream.of(TASKS)).collect(Collectors.toUnmodifiableSet());

    /** Far below the limits of vCenter and of hosts, so that others can work too. */
    private static final int TASKS_AT_ONCE = 16;

    private static final int PORT = 443;

    private VsphereBackend() {}

    /** Connects; see {@link dev.hvsdk.spi.HypervisorProvider#open}. */
    public static Hypervisor open(ConnectSpec spec) {
        URI uri = spec.uri();
        requireOurs(uri);
        ConnectParameters parameters = ConnectParameters.parse(uri, PARAMETERS);
        int tasks = tasks(parameters);
        Trust trust = TrustParameters.of(
                parameters, ErrorFactory.of(ID).operation("open").subject(uri));
        // IPv6 in brackets stays so.
        URI place = URI.create("https://" + uri.getHost() + ":" + (uri.getPort() < 0 ? PORT : uri.getPort()) + "/sdk");
        return DriverHypervisor.open(spec, ID, context -> driver(context, place, trust, tasks));
    }

    private static void requireOurs(URI uri) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!SCHEMES.contains(scheme) || uri.getHost() == null || path.length() > 1) {
            throw new IllegalArgumentException(
                    "write vsphere://USER@HOST/ or esx://USER@HOST/, and not " + ConnectSpec.redact(uri));
        }
    }

    private static int tasks(ConnectParameters parameters) {
        String text = parameters.find(TASKS).orElse(Integer.toString(TASKS_AT_ONCE));
        if (!text.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("tasks= says how many tasks may be under way at once: 1 to 9999");
        }
        return Integer.parseInt(text);
    }

    private static HostDriver driver(HostContext context, URI place, Trust trust, int tasks) {
        HttpTransport transport =
                HttpTransport.of(place, trust, context.spec().deadlines().connect());
        Session session = Session.open(context, transport);
        return new VsphereDriver(Vsphere.of(session, tasks), info(context, session.content()));
    }

    private static HypervisorInfo info(HostContext context, ServiceContent content) {
        HypervisorInfo.Builder info = HypervisorInfo.builder(
                        ID, ConnectSpec.redact(context.spec().uri()), content.product())
                .technology(Technology.VMWARE);
        content.version().ifPresent(info::version);
        return info.build();
    }
}
