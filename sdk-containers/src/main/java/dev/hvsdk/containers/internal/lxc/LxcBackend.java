/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.containers.internal.host.ContainerHypervisor;
import dev.hvsdk.containers.internal.host.Engine;
import dev.hvsdk.containers.internal.host.EngineContext;
import dev.hvsdk.containers.internal.host.Programs;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.support.ConnectParameters;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Opens directories of containers. Thread-safe. */
public final class LxcBackend {
    /** The scheme, and the id of the backend. */
    public static final String ID = LxcEngine.ID;

    private static final String DEFAULT_DIRECTORY = "/var/lib/lxc";

    /** The parameter by which the library is not used. */
    private static final String LIBRARY = "library";

    private LxcBackend() {}

    /** Whether LXC is on this machine. */
    public static Support<HypervisorProvider> probe(HypervisorProvider provider) {
        return Programs.find("lxc-start").isPresent()
                ? Support.available(provider)
                : Support.unavailable(
                        Support.Reason.MISSING_SOFTWARE,
                        "there is no lxc-start on this machine",
                        "install the package lxc");
    }

    /** Connects. */
    public static Hypervisor open(ConnectSpec spec) {
        URI uri = spec.uri();
        if (!ID.equals(uri.getScheme().toLowerCase(Locale.ROOT)) || uri.getHost() != null) {
            throw new IllegalArgumentException("write lxc:/// or lxc:///directory, without a host");
        }
        ConnectParameters parameters = ConnectParameters.parse(uri, Set.of(LIBRARY));
        boolean withLibrary = parameters.flag(LIBRARY).orElse(true);
        return ContainerHypervisor.open(spec, ID, context -> engine(context, directory(uri), withLibrary));
    }

    private static Path directory(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return Path.of(path.isEmpty() || path.equals("/") ? DEFAULT_DIRECTORY : path);
    }

    private static Engine engine(EngineContext context, Path directory, boolean withLibrary) {
        if (!Files.isDirectory(directory)) {
            throw context.errors("connect").unreachable("there is no directory " + directory);
        }
        if (!Files.isReadable(directory) || !Files.isWritable(directory)) {
            throw context.errors("connect")
                    .remedy("run as root, or name a directory of your own")
                    .permissionDenied("this user may not use " + directory);
        }
        Tools tools = new Tools(
                CommandRunner.local(), program -> Programs.find(program).orElse(program), context, directory);
        Optional<Library> library = withLibrary ? Library.find(directory) : Optional.empty();
        return library.<Engine>map(found ->
                        new LxcEngine(context, directory, new BoundedDriver(found, context), tools, found.version()))
                .orElseGet(() -> new LxcEngine(context, directory, tools, tools, tools.version()));
    }
}
