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
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.spi.support.ErrorFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The backend of the hosted products. */
public final class WorkstationBackend {
    /** The id of the backend. */
    public static final String ID = "workstation";

    /** The schemes of its URIs. */
    public static final Set<String> SCHEMES = Set.of("vmware");

    private static final Set<String> PARAMETERS = Set.of("vmrun", "type", "directory", "inventory");

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
        Installation installation = Installation.of(ConnectParameters.parse(uri, PARAMETERS));
        Path tool = installation.vmrun().orElseThrow(() -> missing(uri));
        return DriverHypervisor.open(
                spec,
                ID,
                context -> new VmrunDriver(
                        context,
                        installation,
                        new Vmrun(tool, installation.product(), CommandRunner.local(), context)));
    }

    private static RuntimeException missing(URI uri) {
        return ErrorFactory.of(ID)
                .operation("open")
                .subject(uri)
                .remedy(REMEDY)
                .unsupported(Support.Reason.MISSING_SOFTWARE, nowhere());
    }
}
