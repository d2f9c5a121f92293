/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestExtension;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.DefinitionPreview;
import dev.hvsdk.api.capability.DeviceAssignment;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.HostFeatures;
import dev.hvsdk.api.capability.SpecOption;
import dev.hvsdk.api.capability.SpecOptions;
import dev.hvsdk.api.capability.Statistics;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.machine.CpuFeature;
import dev.hvsdk.api.machine.FeatureReport;
import dev.hvsdk.api.machine.FeatureState;
import dev.hvsdk.api.machine.PassthroughDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** Ways to spoil one capability of a healthy backend. */
final class CapabilityDefects {
    private CapabilityDefects() {}

    private static <X extends GuestCapability> UnaryOperator<Hypervisor> ofGuests(
            Class<X> spoilt, UnaryOperator<X> defect) {
        return Defects.handles((host, guest) -> new DelegatingGuest(host, guest) {
            @Override
            public <C extends GuestCapability> Support<C> capability(Class<C> type) {
                Support<C> answer = super.capability(type);
                return type == (Class<?>) spoilt
                        ? answer.map(real -> type.cast(defect.apply(spoilt.cast(real))))
                        : answer;
            }
        });
    }

    private static UnaryOperator<Hypervisor> ofHosts(Class<?> spoilt, UnaryOperator<Support<?>> defect) {
        return host -> new DelegatingHypervisor(host) {
            @Override
            @SuppressWarnings("unchecked")
            public <C extends HostCapability> Support<C> capability(Class<C> type) {
                Support<C> answer = super.capability(type);
                return type == spoilt ? (Support<C>) defect.apply(answer) : answer;
            }
        };
    }

    static UnaryOperator<Hypervisor> silentHost() {
        return ofHosts(StoragePools.class, real -> Support.unavailable(Support.Reason.NOT_IMPLEMENTED, ""));
    }

    static UnaryOperator<Hypervisor> contradictingFeatures() {
        return ofHosts(
                HostFeatures.class, real -> real.map(features -> new ContradictingFeatures((HostFeatures) features)));
    }

    private record ContradictingFeatures(HostFeatures real) implements HostFeatures {
        @Override
        public List<FeatureReport> reports() {
            return real.reports();
        }

        @Override
        public FeatureReport report(CpuFeature feature) {
            return FeatureReport.builder(feature, FeatureState.UNKNOWN).build();
        }
    }

    /** What is wrong with previews. */
    enum Previews {
        MAKE,
        LEAVE_OUT
    }

    static UnaryOperator<Hypervisor> previews(Previews defect) {
        return host -> ofHosts(
                        DefinitionPreview.class,
                        real -> real.map(preview -> new SpoiltPreview((DefinitionPreview) preview, host, defect)))
                .apply(host);
    }

    private record SpoiltPreview(DefinitionPreview real, Hypervisor host, Previews defect)
            implements DefinitionPreview {
        @Override
        public String format() {
            return real.format();
        }

        @Override
        public String preview(GuestSpec spec) {
            if (defect == Previews.MAKE) {
                host.define(spec).await();
                return real.preview(spec);
            }
            GuestSpec.Builder known = GuestSpec.builder(spec.name());
            spec.boot().ifPresent(known::boot);
            return real.preview(known.build());
        }
    }

    /** What is wrong with the options by name. */
    enum Options {
        TWICE,
        LENIENT
    }

    static UnaryOperator<Hypervisor> options(Options defect) {
        return ofHosts(
                SpecOptions.class, real -> real.map(options -> new SpoiltOptions((SpecOptions) options, defect)));
    }

    private record SpoiltOptions(SpecOptions real, Options defect) implements SpecOptions {
        @Override
        public List<SpecOption> options() {
            List<SpecOption> options = new ArrayList<>(real.options());
            if (defect == Options.TWICE) {
                options.addAll(real.options());
            }
            return options;
        }

        @Override
        public GuestExtension extension(Map<String, String> values) {
            return defect == Options.LENIENT ? new ErrorsChapter.UnheardOfExtension() : real.extension(values);
        }
    }

    static UnaryOperator<Hypervisor> countersThatGoBack() {
        AtomicInteger left = new AtomicInteger(1000);
        return ofGuests(
                Statistics.class,
                real -> () -> GuestStatistics.builder(Instant.EPOCH)
                        .cpuTime(Duration.ofSeconds(left.decrementAndGet()))
                        .build());
    }

    /** What is wrong with the assignment of devices. */
    enum Assignment {
        FORGETS,
        SHARES
    }

    static UnaryOperator<Hypervisor> devices(Assignment defect) {
        return ofGuests(
                DeviceAssignment.class,
                real -> defect == Assignment.FORGETS ? new Forgetting(real) : new Sharing(real));
    }

    private record Forgetting(DeviceAssignment real) implements DeviceAssignment {
        @Override
        public List<PassthroughDevice> attached() {
            return List.of();
        }

        @Override
        public Operation<PassthroughDevice> attach(PassthroughDevice device) {
            return real.attach(device);
        }

        @Override
        public Operation<PassthroughDevice> detach(PassthroughDevice device) {
            return real.detach(device);
        }
    }

    /** What is refused is said to be done. */
    private record Sharing(DeviceAssignment real) implements DeviceAssignment {
        @Override
        public List<PassthroughDevice> attached() {
            return real.attached();
        }

        @Override
        public Operation<PassthroughDevice> attach(PassthroughDevice device) {
            return said(real.attach(device), device);
        }

        @Override
        public Operation<PassthroughDevice> detach(PassthroughDevice device) {
            return said(real.detach(device), device);
        }

        private static Operation<PassthroughDevice> said(Operation<PassthroughDevice> real, PassthroughDevice device) {
            return SmallDefects.done(() -> {
                try {
                    return real.await();
                } catch (HypervisorException e) {
                    return device;
                }
            });
        }
    }
}
