/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.libvirt;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Support;
import dev.hvsdk.host.command.CommandRunner;
import dev.hvsdk.host.ssh.SshCommandRunner;
import dev.hvsdk.host.ssh.SshOptions;
import dev.hvsdk.spi.support.ConnectParameters;
import dev.hvsdk.xen.internal.tool.XenTools;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the tools of the dom0 behind a URI of libvirt are run, as far as the URI says it. Immutable.
 *
 * @param ssh by SSH with these options; empty for this machine
 */
record Dom0Route(Optional<SshOptions> ssh) {
    private static final String LIBVIRT = XenLibvirt.BACKEND;

    /** This machine's libvirt, by its own socket. */
    private static final Set<String> HERE = Set.of(LIBVIRT, LIBVIRT + "+unix");

    private static final Set<String> BY_SSH = Set.of(LIBVIRT + "+ssh", LIBVIRT + "+libssh", LIBVIRT + "+libssh2");

    /** The parameter with a socket, which may lead elsewhere. */
    private static final String SOCKET = "socket";

    /** The way of this URI, or why it names none. */
    static Support<Dom0Route> of(URI uri) {
        if (isOfThisMachine(uri)) {
            return Support.available(new Dom0Route(Optional.empty()));
        }
        String scheme = scheme(uri);
        return BY_SSH.contains(scheme) && uri.getHost() != null
                ? Support.available(new Dom0Route(Optional.of(options(uri))))
                : Support.unavailable(
                        Support.Reason.NO_SUCH_CONCEPT,
                        "it takes Xen's tools in dom0, and a URI of " + scheme + " tells the way to libvirt alone",
                        "open the host by SSH, " + LIBVIRT + "+ssh://root@HOST/system, or on the dom0 itself, "
                                + LIBVIRT + ":///system");
    }

    /** Whether it is the libvirt of the machine that this program runs on. */
    static boolean isOfThisMachine(URI uri) {
        return HERE.contains(scheme(uri))
                && uri.getAuthority() == null
                && parameters(uri, Set.of(SOCKET)).isEmpty();
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }

    /** Libvirt takes more parameters than ours, spells ours the same way, and divides them by a semicolon too. */
    private static String parameters(URI uri, Set<String> known) {
        return Stream.of(Optional.ofNullable(uri.getRawQuery()).orElse("").split("[&;]"))
                .filter(part -> known.contains(part.split("=", 2)[0]) && part.contains("="))
                .collect(Collectors.joining("&"));
    }

    private static SshOptions options(URI uri) {
        URI own = URI.create("ssh://host/?" + parameters(uri, SshOptions.parameters()));
        return SshOptions.of(ConnectParameters.parse(own, SshOptions.parameters()));
    }

    /** Its shell, which is connected with when it is first used. */
    Dom0Shell shell(ConnectSpec spec) {
        return ssh.map(options ->
                        new Dom0Shell(spec.toString(), state -> state.register(SshCommandRunner.open(spec, options))))
                .orElseGet(() -> new Dom0Shell(spec.toString(), state -> CommandRunner.local()));
    }

    /** Its tools by this shell. */
    XenTools tools(Dom0Shell shell) {
        return ssh.isPresent()
                ? new XenTools(XenLibvirt.BACKEND, shell, UnaryOperator.identity())
                : XenTools.here(XenLibvirt.BACKEND, shell);
    }
}
