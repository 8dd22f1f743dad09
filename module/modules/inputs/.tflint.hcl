# As the module's own, but for one rule: each file holds what belongs together, the checks beside what they check.
plugin "terraform" {
  enabled = true
  preset  = "all"
}

rule "terraform_standard_module_structure" {
  enabled = false
}
