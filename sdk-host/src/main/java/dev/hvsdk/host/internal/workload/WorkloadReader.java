/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.workload;

import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.host.internal.detect.Lines;
import dev.hvsdk.host.root.Fact;
import dev.hvsdk.host.root.HostFiles;
import dev.hvsdk.host.root.HostRoot;
import dev.hvsdk.host.root.Limitation;
import dev.hvsdk.host.workload.MemoryMeasure;
import dev.hvsdk.host.workload.Workload;
import dev.hvsdk.host.workload.WorkloadState;
import dev.hvsdk.host.workload.Workloads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds workloads among the processes in {@code /proc}.
 *
 * <p>A process that ends while it is read is left out, and so is the Java that asks (decision 0016). Not thread-safe: one per run.
 */
public final class WorkloadReader {
    /** A command line of a large guest of libvirt has 8 KiB. */
    private static final int CMDLINE = 64 << 10;

    private static final int SMALL = 64 << 10;
    private static final int PASSWD = 1 << 20;

    private final HostRoot root;
    private final HostFiles files;
    private final Map<String, String> users = new HashMap<>();
    private int withoutPss;
    private int withoutWords;
    private boolean hasProcesses;

    private WorkloadReader(HostRoot root) {
        this.root = root;
        this.files = root.files();
    }

    /** Looks once. */
    public static Workloads read(HostRoot root) {
        return new WorkloadReader(root).readAll();
    }

    private Workloads readAll() {
        List<Long> pids = pids();
        readUsers();
        List<Workload> found = new ArrayList<>();
        long self = root.isLive() ? ProcessHandle.current().pid() : -1;
        pids.stream().filter(pid -> pid != self).forEach(pid -> read(pid).ifPresent(found::add));
        return new Workloads(found, limitations(pids));
    }

    private List<Long> pids() {
        return files.list("/proc").value().orElse(List.of()).stream()
                .filter(name -> name.length() <= 10 && name.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(Long::valueOf)
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    private void readUsers() {
        for (String line : files.text("/etc/passwd", PASSWD).value().orElse("").split("\n")) {
            String[] fields = line.split(":", 4);
            if (fields.length == 4) {
                users.putIfAbsent(fields[2], Lines.printable(fields[0]));
            }
        }
    }

    private Optional<Workload> read(long pid) {
        String directory = "/proc/" + pid;
        Fact<String> cmdline = files.text(directory + "/cmdline", CMDLINE);
        withoutWords += cmdline.isDenied() ? 1 : 0;
        hasProcesses |= pid != 1 && cmdline.isKnown();
        if (cmdline.value().filter(String::isEmpty).isPresent()) {
            return ended(pid, directory);
        }
        return cmdline.value()
                .flatMap(text -> recognize(directory, ProcessWords.split(text)))
                .flatMap(guest -> unlessFork(pid, directory, cmdline, guest));
    }

    private Optional<Workload> unlessFork(long pid, String directory, Fact<String> cmdline, Guest guest) {
        String status = status(directory);
        return isForkOfItsParent(status, cmdline)
                ? Optional.empty()
                : Optional.of(describe(pid, directory, status, guest));
    }

    private String status(String directory) {
        return files.text(directory + "/status", SMALL).value().orElse("");
    }

    /** A process that has ended has only its name left, as a thread of the kernel has: proc_pid_comm(5). */
    private Optional<Workload> ended(long pid, String directory) {
        String status = status(directory);
        return Lines.value(status, "Name", ':')
                .filter(name -> state(status) == WorkloadState.ENDED)
                .flatMap(name -> recognize(new ProcessWords(name, List.of(name))))
                .map(guest -> describe(pid, directory, status, guest));
    }

    /** Bubblewrap for one stays beside the first process of its sandbox with the very same words. */
    private boolean isForkOfItsParent(String status, Fact<String> cmdline) {
        return Lines.value(status, "PPid", ':')
                .filter(parent -> !parent.equals("0"))
                .map(parent -> files.text("/proc/" + Lines.printable(parent) + "/cmdline", CMDLINE))
                .filter(cmdline::equals)
                .isPresent();
    }

    /** By the name that it was started with, or else by the file that runs: programs may call themselves anything. */
    private Optional<Guest> recognize(String directory, List<String> words) {
        ProcessWords process = new ProcessWords(ProcessWords.base(words.get(0)), words);
        return recognize(process)
                .or(() -> files.link(directory + "/exe")
                        .value()
                        .flatMap(file -> recognize(process.as(ProcessWords.base(file)))));
    }

    private static Optional<Guest> recognize(ProcessWords process) {
        return ContainerWords.recognize(process)
                .or(() -> ApplicationWords.recognize(process))
                .or(() -> MonitorWords.recognize(process));
    }

    private Workload describe(long pid, String directory, String status, Guest guest) {
        Workload.Builder workload = Workload.builder(pid, guest.technology());
        Optional.ofNullable(guest.name()).map(Lines::printable).ifPresent(workload::name);
        Optional.ofNullable(guest.manager()).ifPresent(workload::manager);
        owner(status).ifPresent(workload::owner);
        addMemory(directory, status, workload);
        return workload.state(state(status)).build();
    }

    /** The first of the four user ids is who started it. */
    private Optional<String> owner(String status) {
        return Lines.value(status, "Uid", ':')
                .map(ids -> ids.split("\\s+")[0])
                .filter(id -> !id.isEmpty())
                .map(id -> users.getOrDefault(id, Lines.printable(id)));
    }

    /** The letters of proc_pid_status(5). */
    private static WorkloadState state(String status) {
        String letter = Lines.value(status, "State", ':').orElse("");
        return switch (letter.isEmpty() ? ' ' : letter.charAt(0)) {
            case 'R', 'S', 'D', 'I' -> WorkloadState.RUNNING;
            case 'T', 't' -> WorkloadState.STOPPED;
            case 'Z', 'X' -> WorkloadState.ENDED;
            default -> WorkloadState.UNKNOWN;
        };
    }

    private void addMemory(String directory, String status, Workload.Builder workload) {
        Fact<String> rollup = files.text(directory + "/smaps_rollup", SMALL);
        Optional<MemorySize> pss = rollup.value().flatMap(text -> kibibytes(text, "Pss"));
        if (pss.isPresent()) {
            workload.memory(pss.get(), MemoryMeasure.PSS);
            return;
        }
        withoutPss += rollup.isDenied() ? 1 : 0;
        kibibytes(status, "VmRSS").ifPresent(rss -> workload.memory(rss, MemoryMeasure.RSS));
    }

    /** {@code Pss:     1234 kB}, where the kernel's kB are 1024 bytes. */
    private static Optional<MemorySize> kibibytes(String text, String key) {
        return Lines.value(text, key, ':')
                .map(value -> value.replace(" kB", "").strip())
                .filter(value -> !value.isEmpty() && value.length() <= 12)
                .filter(value -> value.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(value -> MemorySize.ofKibibytes(Long.parseLong(value)));
    }

    private List<Limitation> limitations(List<Long> pids) {
        List<Limitation> limitations = new ArrayList<>();
        if (!root.isLive() && !hasProcesses) {
            limitations.add(new Limitation("a capture holds no processes", "ask the machine itself"));
        } else if (pids.isEmpty()) {
            limitations.add(
                    new Limitation("there is no /proc, in which processes are found", "mount it, or ask a Linux"));
        }
        if (isHidden()) {
            limit(limitations, "/proc is mounted with hidepid, which hides the processes of other users");
        }
        if (withoutWords > 0) {
            limit(limitations, "no permission to read the command lines of processes (%d)".formatted(withoutWords));
        }
        if (withoutPss > 0) {
            limit(
                    limitations,
                    ("no permission to read the PSS of processes of others (%d), whose RSS is told instead: pages that"
                                    + " they share are counted in each")
                            .formatted(withoutPss));
        }
        return limitations;
    }

    private void limit(List<Limitation> limitations, String what) {
        limitations.add(new Limitation(what, root.denialRemedy()));
    }

    /** proc(5): 1 hides what is in the directories, 2 and its newer names the directories too. */
    private boolean isHidden() {
        return files.text("/proc/self/mountinfo")
                .value()
                .orElse("")
                .lines()
                .filter(line -> line.contains(" /proc ") && line.contains(" - proc "))
                .anyMatch(line ->
                        line.contains("hidepid=") && !line.contains("hidepid=0") && !line.contains("hidepid=off"));
    }
}
