/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorInfo;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists the guests of a host. */
@Command(
        name = "guests",
        description = {
            "List the guests of a host: virtual machines and containers alike.",
            "",
            "A password never stands in the URI. It comes from --password-file, from the variable HVSDK_PASSWORD, "
                    + "or from a prompt if the host asks for one."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv guests fake:kvm                      a host that is always there, to try this out",
            "  hv guests qemu:///system                the virtual machines of this machine",
            "  hv guests --read-only qemu+ssh://root@host/system",
            "  hv guests esx://root@host/ --password-file ~/.esx",
            "  hv guests fake:kvm --format json | jq -r '.guests[] | select(.state == \"running\") | .name'",
            "",
            "'hv backends' shows which URIs can be opened here."
        })
final class GuestsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final OutputOptions output = new OutputOptions();

    @Parameters(paramLabel = "URI", description = "The host, such as fake:kvm or qemu:///system.")
    private String uri = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "Read the password from the first line of FILE.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--read-only",
            description = "Open the host so that nothing can be changed, which needs fewer rights.")
    private boolean readOnly;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    GuestsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (Hypervisor host = open(connectSpec())) {
            HypervisorInfo info = host.info();
            GuestListing guests = host.guests();
            if (output.isJson()) {
                session.json(json -> GuestsJson.write(json, info, guests));
            } else {
                GuestsPage.show(session.page(), info, guests);
            }
        }
        return ExitCode.OK;
    }

    private Hypervisor open(ConnectSpec connect) {
        try {
            return Hypervisors.load().open(connect);
        } catch (IllegalArgumentException e) {
            // The backend does not understand the URI, which the user gave.
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private ConnectSpec connectSpec() {
        try {
            return ConnectSpec.builder(new URI(uri))
                    .credentials(Passwords.from(passwordFile, Passwords::prompt))
                    .readOnly(readOnly)
                    .build();
        } catch (URISyntaxException e) {
            // Not its message: that repeats the text, which may hold a password.
            throw new ParameterException(
                    spec.commandLine(), "not a URI: " + e.getReason() + " at character " + (e.getIndex() + 1), e);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
