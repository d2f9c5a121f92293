/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.HypervisorInfo;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DefinitionPreview;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a guest. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Make a guest, a virtual machine or a container, which is stopped in the end unless --start is given.",
            "",
            "Paths, pools, networks and images are those of the host. In a --disk or --nic two commas stand for one that is "
                    + "part of a name. What the host cannot do it refuses before anything is made. "
                    + GuestCommand.FAKES_FORGET
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  hv create fake:kvm web2 --memory 2G --dry-run     shows what would be made",
            "  hv create qemu:///system web --memory 2G --vcpus 2 --nic default \\",
            "      --disk default/web,size=20G,format=qcow2 --cdrom /iso/debian.iso",
            "  hv create qemu:///system web --memory 1G --option acceleration=tcg --option machine=q35",
            "  hv create qemu:///system old --disk /old.img,format=raw,bus=sata --start",
            "  hv create qemu:///system tiny --kernel /boot/vmlinuz \\",
            "      --initrd /boot/initrd.img --cmdline console=ttyS0",
            "  hv create docker:/// db --image postgres:18 --memory 1G --start",
            "  hv create docker:/// job --image debian:12 --start -- sh -c 'sleep 60'"
        })
final class CreateCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SpecOptions options = new SpecOptions();

    @Mixin
    private final Waiting waiting = new Waiting();

    @Option(names = "--start", order = 30, description = "Start it once it is made.")
    private boolean start;

    @Option(names = "--dry-run", order = 31, description = "Make nothing, and show what would be made.")
    private boolean dryRun;

    CreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        GuestSpec.Builder builder = options.spec();
        Map<String, String> named = options.named();
        try (Hypervisor host = options.connect().open(session)) {
            options.devices(host).forEach(builder::device);
            NamedOptions.extension(named, host).ifPresent(builder::with);
            GuestSpec spec = builder.build();
            return dryRun ? show(host, spec) : make(host, spec);
        }
    }

    private int make(Hypervisor host, GuestSpec spec) {
        Guest guest = waiting.await(session, host, host.define(spec));
        GuestInfo made = start ? started(host, guest, spec) : guest.info();
        return options.connect()
                .output()
                .answer(
                        session,
                        json -> GuestsJson.object(json, made),
                        page -> page.line(
                                0,
                                new Span(made.name(), Tone.STRONG),
                                Span.of(" is made, and it is "),
                                new Span(made.state().id(), GuestsPage.tone(made.state()))));
    }

    /** Where the start fails, the guest is there all the same, which the reader has to know. */
    private GuestInfo started(Hypervisor host, Guest guest, GuestSpec spec) {
        try {
            return waiting.await(session, host, guest.start());
        } catch (HypervisorException | FailureException e) {
            throw new FailureException(spec.name() + " is made, and was not started: " + e.getMessage(), e);
        }
    }

    private int show(Hypervisor host, GuestSpec spec) {
        HypervisorInfo info = host.info();
        Support<Preview> preview = host.capability(DefinitionPreview.class).map(plan -> Preview.of(plan, spec));
        return options.connect()
                .output()
                .answer(session, json -> write(json, spec, preview), page -> show(page, info, spec, preview));
    }

    private static void show(Page page, HypervisorInfo host, GuestSpec spec, Support<Preview> preview) {
        SpecPage.show(page, host, spec);
        if (preview instanceof Support.Unavailable<Preview> no) {
            page.line(0, Span.faint("It is not known what the host would be told: " + no.detail()));
        }
        preview.ifAvailable(shown -> {
            page.heading("What the host would be told (" + shown.format() + ")");
            page.verbatim(shown.text());
        });
    }

    private static void write(JsonGenerator json, GuestSpec spec, Support<Preview> preview) throws IOException {
        Json.object(json, "spec", spec, SpecJson::write);
        Json.object(json, "preview", preview, CreateCommand::write);
    }

    private static void write(JsonGenerator json, Support<Preview> preview) throws IOException {
        Optional<Preview> shown = preview.asOptional();
        Json.availability(json, preview);
        Json.text(json, "format", shown.map(Preview::format));
        Json.text(json, "text", shown.map(Preview::text));
    }

    /** What the host would be told. Immutable. */
    private record Preview(String format, String text) {
        static Preview of(DefinitionPreview plan, GuestSpec spec) {
            return new Preview(plan.format(), plan.preview(spec));
        }
    }
}
