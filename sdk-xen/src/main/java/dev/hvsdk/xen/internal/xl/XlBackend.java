/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.command.NamedErrors;
import dev.hvsdk.host.command.Programs;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.ssh.SshCommandRunner;
import dev.hvsdk.host.ssh.SshOptions;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.spi.driver.DriverHypervisor;
import dev.hvsdk.spi.driver.HostContext;
import dev.hvsdk.spi.driver.HostDriver;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.xen.internal.tool.ThisMachine;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Opens hosts by {@code xl}. Thread-safe. */
public final class XlBackend {
    /** The id of the backend. */
    public static final String ID = XlDriver.ID;

    private static final String SSH = "xen+xl+ssh";

    /** Of this machine, and of others. */
    public static final Set<String> SCHEMES = Set.of("xen+xl", SSH);

    /** Where administrators keep the files of guests, by the manual of xl. */
    private static final String DEFAULT_DIRECTORY = "/etc/xen";

    /** The parameter with the directory of saved states, and where they are without it: where Xen's tools keep their own. */
    private static final String SAVED = "saved";

    private static final String DEFAULT_SAVED = "/var/lib/xen/hvsdk-saved";

    private static final String XL = "xl";

    private static final String ELSEWHERE = SSH + "://root@HOST/";

    private XlBackend() {}

    /** Whether there is a dom0 that it could open: this machine, or any that is reached by SSH. */
    public static Support<HypervisorProvider> probe(HypervisorProvider provider) {
        return probe(provider, absence(HostRoot.live()), SshCommandRunner.probe(provider));
    }

    static Support<HypervisorProvider> probe(
            HypervisorProvider provider,
            Optional<Support.Unavailable<Boolean>> absence,
            Support<HypervisorProvider> bySsh) {
        if (absence.isEmpty() || bySsh.isAvailable()) {
            return Support.available(provider);
        }
        Support.Unavailable<Boolean> why = absence.get();
        return Support.unavailable(
                why.reason(),
                why.detail(),
                why.remedy().orElse("open another host: " + ELSEWHERE)
                        + "; other hosts are reached by SSH, with org.apache.sshd:sshd-osgi and net.i2p.crypto:eddsa");
    }

    /** Why this machine cannot be opened; empty if nothing speaks against it. */
    private static Optional<Support.Unavailable<Boolean>> absence(HostRoot machine) {
        return ThisMachine.absence(machine, ELSEWHERE)
                .or(() -> Programs.find(XL).isPresent() ? Optional.empty() : Optional.of(withoutTools()));
    }

    private static Support.Unavailable<Boolean> withoutTools() {
        Support<Boolean> no = Support.unavailable(
                Support.Reason.MISSING_SOFTWARE,
                "there is no xl on this dom0",
                "install Xen's tools (Debian: xen-utils)");
        return (Support.Unavailable<Boolean>) no;
    }

    /** Connects. */
    public static Hypervisor open(ConnectSpec spec) {
        URI uri = spec.uri();
        boolean bySsh = check(uri);
        ConnectParameters parameters = ConnectParameters.parse(uri, known(bySsh));
        String saved = saved(parameters);
        return bySsh
                ? DriverHypervisor.open(spec, ID, context -> overSsh(context, parameters, saved))
                : ofThisMachine(spec, saved);
    }

    private static Hypervisor ofThisMachine(ConnectSpec spec, String saved) {
        try {
            return DriverHypervisor.open(spec, ID, context -> here(context, saved));
        } catch (HypervisorException.Unsupported e) {
            throw ThisMachine.explained(ID, e, absence(HostRoot.live()));
        }
    }

    /** Whether a URI is one of another machine; throws if it is neither. */
    static boolean check(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        boolean bySsh = scheme.equals(SSH);
        if (!SCHEMES.contains(scheme) || bySsh != (uri.getHost() != null)) {
            throw new IllegalArgumentException(
                    "write xen+xl:/// or xen+xl:///directory without a host, or xen+xl+ssh://root@host/ with one");
        }
        return bySsh;
    }

    private static Set<String> known(boolean bySsh) {
        Set<String> known = new HashSet<>(bySsh ? SshOptions.parameters() : Set.of());
        known.add(SAVED);
        return known;
    }

    private static String saved(ConnectParameters parameters) {
        String directory = parameters.find(SAVED).orElse(DEFAULT_SAVED);
        if (!directory.startsWith("/")) {
            throw new IllegalArgumentException(SAVED + " is the absolute path of a directory");
        }
        return directory;
    }

    private static HostDriver overSsh(HostContext context, ConnectParameters parameters, String saved) {
        SshCommandRunner runner =
                NamedErrors.named(ID, () -> SshCommandRunner.open(context.spec(), SshOptions.of(parameters)));
        context.state().register(runner);
        return driver(context, new XenTools(ID, runner, UnaryOperator.identity()), saved);
    }

    private static HostDriver here(HostContext context, String saved) {
        return driver(context, XenTools.here(ID, CommandRunner.local()), saved);
    }

    /** By these tools. */
    static HostDriver driver(HostContext context, XenTools tools, String saved) {
        String directory = directory(context.spec().uri());
        return new XlDriver(context, tools, new Folder(tools, context, directory, tools.located(XL), saved));
    }

    private static String directory(URI uri) {
        String path = Optional.ofNullable(uri.getPath()).orElse("");
        return path.isEmpty() || path.equals("/") ? DEFAULT_DIRECTORY : path.replaceAll("/+$", "");
    }
}
