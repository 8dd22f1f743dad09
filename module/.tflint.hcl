# Every rule that comes with tflint, so it needs no plugin of its own: tflint --chdir=module
plugin "terraform" {
  enabled = true
  preset  = "all"
}
