/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.tool;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.StateReason;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.machine.Technology;
import dev.hvsdk.containers.internal.host.Inside;
import dev.hvsdk.host.command.ShellWords;
import java.util.ArrayList;
import java.util.List;

/** vzlist(8) and vzctl(8) of OpenVZ and Virtuozzo. */
final class OpenVzTool implements Tool {
    /** Those up to 100 are reserved. */
    private static final int FIRST_CTID = 101;

    @Override
    public String product() {
        return "OpenVZ";
    }

    @Override
    public Technology technology() {
        return Technology.OPENVZ;
    }

    @Override
    public String program() {
        return "vzlist";
    }

    @Override
    public List<GuestInfo> list(ToolCalls calls) {
        return calls.parse(VzContainer::parse, "vzlist", "-a", "-j").stream()
                .map(OpenVzTool::info)
                .toList();
    }

    private static GuestInfo info(VzContainer container) {
        GuestInfo.Builder info = GuestInfo.builder(
                        GuestId.of(container.ctid()), container.name(), state(container.status()))
                .technology(Technology.OPENVZ);
        if (container.status().equals("suspended")) {
            info.reason(StateReason.SAVED);
        }
        if (container.memory() != null) {
            info.memory(container.memory());
        }
        if (container.cpus() != null) {
            info.vcpus(container.cpus());
        }
        return info.build();
    }

    private static GuestState state(String word) {
        return switch (word) {
            case "running" -> GuestState.RUNNING;
            case "paused" -> GuestState.PAUSED;
            // A suspended one is in a file and holds no memory; a mounted one is not running.
            case "stopped", "suspended", "mounted" -> GuestState.STOPPED;
            default -> GuestState.CRASHED;
        };
    }

    @Override
    public Recipe recipe(Verb verb, GuestInfo guest) {
        String ctid = guest.id().value();
        return switch (verb) {
            case START -> Recipe.of("vzctl", isSaved(guest) ? "resume" : "start", ctid);
            case SHUT_DOWN -> Recipe.of("vzctl", "stop", ctid);
            case STOP -> Recipe.of("vzctl", "stop", ctid, "--fast");
            case REBOOT -> Recipe.of("vzctl", "restart", ctid);
            case RESUME -> Recipe.of("vzctl", "resume", ctid);
            case PAUSE ->
                Recipe.none(Support.Reason.NO_SUCH_CONCEPT, "OpenVZ suspends to a file and does not pause in memory");
            case REMOVE -> Recipe.of("vzctl", "destroy", ctid);
        };
    }

    private static boolean isSaved(GuestInfo guest) {
        return guest.reason().filter(StateReason.SAVED::equals).isPresent();
    }

    @Override
    public Creation creation(GuestSpec spec, List<GuestInfo> existing) {
        if (!(spec.boot().orElse(null) instanceof BootSource.Image template)
                || !template.command().isEmpty()) {
            return new Creation(
                    spec.name(),
                    Recipe.none(
                            Support.Reason.NO_SUCH_CONCEPT,
                            "OpenVZ makes containers of a template, which is BootSource.image(template, List.of())"));
        }
        String ctid = Integer.toString(nextCtid(existing));
        return new Creation(
                ctid,
                new Recipe.Commands(List.of(List.of("vzctl", "create", ctid, "--ostemplate", template.reference())))
                        .then(settings(spec, ctid).toArray(String[]::new)));
    }

    private static int nextCtid(List<GuestInfo> existing) {
        return existing.stream()
                .map(guest -> guest.id().value())
                .filter(ctid -> ctid.matches("\\d{1,9}"))
                .mapToInt(ctid -> Integer.parseInt(ctid) + 1)
                .reduce(FIRST_CTID, Math::max);
    }

    private static List<String> settings(GuestSpec spec, String ctid) {
        List<String> set = new ArrayList<>(List.of("vzctl", "set", ctid, "--name", spec.name()));
        spec.memory().ifPresent(memory -> set.addAll(List.of("--ram", Long.toString(memory.toBytes()))));
        spec.vcpus().ifPresent(cpus -> set.addAll(List.of("--cpus", Integer.toString(cpus))));
        set.add("--save");
        return set;
    }

    /** vzctl makes one line of its words for a shell in the container, so they are quoted for it. */
    @Override
    public List<String> exec(GuestInfo guest, ExecSpec spec) {
        Inside.refuseUser(spec, product());
        return List.of("vzctl", "exec2", guest.id().value(), ShellWords.join(Inside.command(spec)));
    }
}
