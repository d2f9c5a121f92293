/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.lxc;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.host.command.Programs;
import dev.hvsdk.host.ssh.SshCommandRunner;
import dev.hvsdk.host.ssh.SshOptions;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.ConnectParameters;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Opens directories of containers. Thread-safe. */
public final class LxcBackend {
    /** The scheme, and the id of the backend. */
    public static final String ID = LxcEngine.ID;

    private static final String SSH = "lxc+ssh";

    /** Of this machine, and of others. */
    public static final Set<String> SCHEMES = Set.of(ID, SSH);

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
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean bySsh = scheme.equals(SSH);
        if (!SCHEMES.contains(scheme) || bySsh != (uri.getHost() != null)) {
            throw new IllegalArgumentException(
                    "write lxc:/// or lxc:///directory without a host, or lxc+ssh://user@host/ with one");
        }
        Set<String> known = new HashSet<>(bySsh ? SshOptions.parameters() : Set.of(LIBRARY));
        ConnectParameters parameters = ConnectParameters.parse(uri, known);
        return DriverHypervisor.open(
                spec,
                ID,
                context -> bySsh
                        ? overSsh(context, directory(uri), parameters)
                        : here(context, directory(uri), parameters.flag(LIBRARY).orElse(true)));
    }

    private static Path directory(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return Path.of(path.isEmpty() || path.equals("/") ? DEFAULT_DIRECTORY : path);
    }

    private static HostDriver overSsh(HostContext context, Path directory, ConnectParameters parameters) {
        SshCommandRunner runner =
                NamedErrors.named(ID, () -> SshCommandRunner.open(context.spec(), SshOptions.of(parameters)));
        context.state().register(runner);
        Machine machine = usable(context, new OtherMachine(runner, context), directory);
        Tools tools = new Tools(runner, UnaryOperator.identity(), context, machine, directory);
        return byTools(context, directory, tools);
    }

    private static HostDriver here(HostContext context, Path directory, boolean withLibrary) {
        Machine machine = usable(context, new ThisMachine(), directory);
        Tools tools = new Tools(
                CommandRunner.local(), program -> Programs.find(program).orElse(program), context, machine, directory);
        Optional<Library> library = withLibrary ? Library.find(directory) : Optional.empty();
        return library.<HostDriver>map(found ->
                        new LxcEngine(context, directory, new BoundedDriver(found, context), tools, found.version()))
                .orElseGet(() -> byTools(context, directory, tools));
    }

    private static HostDriver byTools(HostContext context, Path directory, Tools tools) {
        return new LxcEngine(context, directory, tools, tools, tools.version());
    }

    private static Machine usable(HostContext context, Machine machine, Path directory) {
        if (!machine.isDirectory(directory)) {
            throw context.errors("connect").unreachable("there is no directory " + directory);
        }
        if (!machine.isUsable(directory)) {
            throw context.errors("connect")
                    .remedy("run as root, or name a directory of your own")
                    .permissionDenied("this user may not use " + directory);
        }
        return machine;
    }
}
