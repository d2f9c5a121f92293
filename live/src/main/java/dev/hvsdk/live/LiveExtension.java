/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.live;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;
import static org.junit.platform.commons.support.AnnotationSupport.findAnnotation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link Live} does. */
final class LiveExtension implements ExecutionCondition, ParameterResolver {

    private static final Map<Class<?>, Supplier<Object>> FIXTURES = Map.of(
            Libvirtd.class, Libvirtd::shared,
            Vcsim.class, Vcsim::vcenter,
            XenLab.class, XenLab::shared,
            GuestImages.class, GuestImages::get,
            Dockerd.class, Dockerd::shared,
            PodmanService.class, PodmanService::shared,
            Lxd.class, Lxd::shared,
            LxcPath.class, LxcPath::shared,
            Machined.class, Machined::shared,
            ContainerImage.class, ContainerImage::get);

    private final Map<String, String> environment;
    private final Function<Engine, Optional<String>> missing;

    LiveExtension() {
        this(System.getenv(), Engine::missing);
    }

    LiveExtension(Map<String, String> environment, Function<Engine, Optional<String>> missing) {
        this.environment = environment;
        this.missing = missing;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return findAnnotation(context.getElement(), Live.class)
                .map(live -> decide(live.value()))
                .orElseGet(() -> enabled("needs no engine"));
    }

    ConditionEvaluationResult decide(Engine... engines) {
        List<Engine> absent = Stream.of(engines)
                .filter(engine -> missing.apply(engine).isPresent())
                .toList();
        if (absent.isEmpty()) {
            return enabled("all engines are here");
        }
        String reason = absent.stream()
                .flatMap(engine -> missing.apply(engine).stream())
                .distinct()
                .collect(Collectors.joining("; "));
        if ("true".equals(environment.get("CI")) && absent.stream().anyMatch(Engine::mustBeInCi)) {
            throw new ExtensionConfigurationException("CI=true, and an engine is missing: " + reason);
        }
        return disabled(reason);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter).isPresent();
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return find(parameter).orElseThrow().get();
    }

    private static Optional<Supplier<Object>> find(ParameterContext parameter) {
        return Optional.ofNullable(FIXTURES.get(parameter.getParameter().getType()));
    }
}
