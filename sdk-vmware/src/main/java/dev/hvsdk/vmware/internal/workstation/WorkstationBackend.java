/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.workstation;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import dev.hvsdk.vmware.internal.net.Trust;
import dev.hvsdk.vmware.internal.net.TrustParameters;
import dev.hvsdk.vmware.internal.vmrest.Vmrest;
import dev.hvsdk.vmware.internal.vmrest.VmrestPlace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The backend of the hosted products. */
public final class WorkstationBackend {
    /** The id of the backend. */
    public static final String ID = "workstation";

    /** The schemes of its URIs. */
    public static final Set<String> SCHEMES = Set.of("vmware");

    private static final String VMREST = "vmrest";
    private static final Set<String> PARAMETERS = Stream.concat(
                    TrustParameters.NAMES.stream(), Stream.of("vmrun", "type", "directory", "inventory", VMREST))
            .collect(Collectors.toUnmodifiableSet());

    private static final String REMEDY =
            "install VMware Workstation, Player with VIX, or Fusion, or name the tool by ?vmrun=/path/to/vmrun";

    private WorkstationBackend() {}

    /** Whether vmrun is on this machine; see {@link HypervisorProvider#probe}. */
    public static Support<HypervisorProvider> probe(HypervisorProvider provider) {
        return Installation.find("vmrun").isPresent()
                ? Support.available(provider)
                : Support.unavailable(Support.Reason.MISSING_SOFTWARE, nowhere(), REMEDY);
    }

    private static String nowhere() {
        return "there is no vmrun in "
                + Installation.places().map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Connects; see {@link HypervisorProvider#open}. */
    public static Hypervisor open(ConnectSpec spec) {
        URI uri = spec.uri();
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        String path = uri.getPath() == null ? "" : uri.getPath();
        if (!SCHEMES.contains(scheme) || uri.getRawAuthority() != null || path.length() > 1) {
            throw new IllegalArgumentException("write vmware:///, and not " + ConnectSpec.redact(uri));
        }
        ConnectParameters parameters = ConnectParameters.parse(uri, PARAMETERS);
        Installation installation = Installation.of(parameters);
        Optional<Function<HostContext, Vmrest>> vmrest =
                vmrest(parameters, ErrorFactory.of(ID).operation("open").subject(uri));
        Path tool = installation.vmrun().orElseThrow(() -> missing(uri));
        return DriverHypervisor.open(
                spec,
                ID,
                context -> new VmrunDriver(
                        context,
                        installation,
                        new Vmrun(tool, installation.product(), CommandRunner.local(), context),
                        vmrest.map(maker -> maker.apply(context)).orElse(null)));
    }

    private static Optional<Function<HostContext, Vmrest>> vmrest(ConnectParameters parameters, ErrorFactory errors) {
        Optional<VmrestPlace> place = parameters.find(VMREST).map(VmrestPlace::parse);
        if (place.filter(VmrestPlace::isTls).isPresent()) {
            Trust trust = TrustParameters.of(parameters, errors);
            return place.map(where -> context -> Vmrest.of(context.spec(), where, trust, context.errors("open")));
        }
        if (TrustParameters.NAMES.stream()
                .anyMatch(name -> parameters.find(name).isPresent())) {
            throw new IllegalArgumentException("ca=, fingerprint= and verify= are for vmrest=https://HOST:PORT");
        }
        return place.map(where -> context -> Vmrest.of(context.spec(), where, null, context.errors("open")));
    }

    private static RuntimeException missing(URI uri) {
        return ErrorFactory.of(ID)
                .operation("open")
                .subject(uri)
                .remedy(REMEDY)
                .unsupported(Support.Reason.MISSING_SOFTWARE, nowhere());
    }
}
